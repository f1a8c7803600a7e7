// A four-byte address that counts from a section: LLVM 22 takes the section's number for a symbol's.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    ret
    .section __DATA,__lone
    .globl _lone
_lone:
    .quad 5
    .section __DWARF,__note,regular,debug
    .globl _pointer
_pointer:
    .long _main+3
    .long _lone+1
    .subsections_via_symbols
