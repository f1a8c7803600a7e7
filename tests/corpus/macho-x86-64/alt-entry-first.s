# An alternative entry that shares the address of the first symbol: LLVM 22 refuses it.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    .alt_entry _other
    .globl _other
_other:
    ret
    .subsections_via_symbols
