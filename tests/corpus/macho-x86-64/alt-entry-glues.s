# An alternative entry that shares the address of another symbol: LLVM 22 glues that to the block before.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    nop
    ret
    .globl _second
_second:
    nop
    ret
    .globl _third
_third:
    .alt_entry _other
    .globl _other
_other:
    ret
    .subsections_via_symbols
