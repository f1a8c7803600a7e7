# Debug sections are NoAlloc: one that live code names, one that names live and dead code, one nobody names.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    leaq _note(%rip), %rax
    ret
_dead:
    ret
    .section __DWARF,__live,regular,debug
_note:
    .quad _main
    .long 1
    .quad _outside
    .section __DWARF,__held,regular,debug
    .quad _main
    .quad _dead
    .quad _missing
    .section __DATA,__marked,regular,debug
_lone:
    .quad _dead
    .subsections_via_symbols
