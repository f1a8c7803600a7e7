# Functions in two sections of code, with records of compact unwinding by hand: two of them say the same.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    pushq %rbp
    movq %rsp, %rbp
    popq %rbp
    ret
    .section __TEXT,__apart,regular,pure_instructions
    .globl _apart
_apart:
    ret
    .globl _more
_more:
    nop
    ret
    .section __LD,__compact_unwind,regular,debug
    .p2align 3
    .quad _more
    .long 2, 0x02010000
    .quad 0, 0
    .quad _main
    .long 6, 0x01000000
    .quad 0, 0
    .quad _apart
    .long 1, 0x02010000
    .quad 0, 0
    .subsections_via_symbols
