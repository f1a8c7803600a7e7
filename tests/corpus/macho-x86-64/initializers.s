# Functions to call at start and end.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    ret
_start:
    ret
_stop:
    ret
    .section __DATA,__mod_init_func,mod_init_funcs
    .quad _start
    .quad _main
    .section __DATA,__mod_term_func,mod_term_funcs
    .quad _stop
    .subsections_via_symbols
