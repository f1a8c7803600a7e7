# An empty section of strings behind a byte that is not zero.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    ret
    .section __TEXT,__cstring,cstring_literals
    .subsections_via_symbols
