// Functions without a record of compact unwinding between others that have one: an unwinder takes the last entry in front
// of an address, so that they need entries of their own. One of them has a call-frame record alone.
    .section __TEXT,__text,regular,pure_instructions
    .globl _framed, _bare, _described, _inner, _odd, _last
    .macro framed name
    .p2align 4
\name:
    .cfi_startproc
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset %rbp, -16
    movq %rsp, %rbp
    .cfi_def_cfa_register %rbp
    popq %rbp
    retq
    .cfi_endproc
    .endm
    framed _framed
    .p2align 4
_bare:
    callq _static
    retq
    .p2align 4
_described:
    .cfi_startproc
    nop
    retq
    .cfi_endproc
    framed _outer
    .alt_entry _inner
_inner:
    retq
    .p2align 4
_odd:
    .cfi_startproc
    .cfi_escape 0x0f, 3, 0x77, 8, 6
    nop
    retq
    .cfi_endproc
    .p2align 4
_static:
    retq
    framed _before
    .p2align 4
_last:
    callq _outer
    callq _before
    retq
    .subsections_via_symbols
