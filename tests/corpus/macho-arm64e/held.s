// A signed pointer in metadata that nothing keeps alive.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    ret
    .section __DWARF,__held,regular,debug
    .p2align 3
    .quad _far@AUTH(ia,1)
    .quad 3
    .subsections_via_symbols
