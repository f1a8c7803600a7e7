// One block of two functions, for nothing is cut at symbols: the first has a call-frame record alone, the second has a record
// of compact unwinding that leaves the matter to one.
    .section __TEXT,__text,regular,pure_instructions
    .globl _described, _odd
_described:
    .cfi_startproc
    nop
    retq
    .cfi_endproc
    .p2align 4
_odd:
    .cfi_startproc
    .cfi_escape 0x0f, 3, 0x77, 8, 6
    nop
    retq
    .cfi_endproc
