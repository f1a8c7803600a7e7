// Two functions with the same encoding, each with data of its own for exceptions: their records must not be merged.
    .section __TEXT,__text,regular,pure_instructions
    .globl _first, _second, _third
    .p2align 2
_first:
    .cfi_startproc
    .cfi_personality 155, ___gxx_personality_v0
    .cfi_lsda 16, Lfirst
    stp x29, x30, [sp, #-16]!
    mov x29, sp
    .cfi_def_cfa w29, 16
    .cfi_offset w30, -8
    .cfi_offset w29, -16
    ldp x29, x30, [sp], #16
    ret
    .cfi_endproc
_second:
    .cfi_startproc
    .cfi_personality 155, ___gxx_personality_v0
    .cfi_lsda 16, Lsecond
    stp x29, x30, [sp, #-16]!
    mov x29, sp
    .cfi_def_cfa w29, 16
    .cfi_offset w30, -8
    .cfi_offset w29, -16
    ldp x29, x30, [sp], #16
    ret
    .cfi_endproc
_third:
    .cfi_startproc
    .cfi_personality 155, ___gxx_personality_v0
    .cfi_lsda 16, Lsecond
    stp x29, x30, [sp, #-16]!
    mov x29, sp
    .cfi_def_cfa w29, 16
    .cfi_offset w30, -8
    .cfi_offset w29, -16
    ldp x29, x30, [sp], #16
    ret
    .cfi_endproc
    .section __TEXT,__gcc_except_tab
    .p2align 2
Lfirst:
    .long 1
Lsecond:
    .long 2
    .subsections_via_symbols
