// A signed pointer that live metadata holds: refused, for there is no place to sign at.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    ret
    .section __DWARF,__x,regular,debug
    .p2align 3
    .globl _d
_d:
    .quad _far@AUTH(ia,1)
    .subsections_via_symbols
