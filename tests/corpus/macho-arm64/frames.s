// Call frames whose records are needed (DWARF mode) and not, a personality, and data for it.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    .cfi_startproc
    .cfi_personality 155, ___gxx_personality_v0
    .cfi_lsda 16, Lexception0
    stp x29, x30, [sp, #-16]!
    .cfi_def_cfa_offset 16
    mov x29, sp
    .cfi_def_cfa w29, 16
    .cfi_offset w30, -8
    .cfi_offset w29, -16
    ldp x29, x30, [sp], #16
    ret
    .cfi_endproc
    .globl _odd
_odd:
    .cfi_startproc
    .cfi_escape 0x0f, 0x03, 0x8f, 0x08, 0x06
    ret
    .cfi_endproc
_dead:
    .cfi_startproc
    ret
    .cfi_endproc
    .globl _leaf_a
_leaf_a:
    .cfi_startproc
    ret
    .cfi_endproc
    .globl _leaf_b
_leaf_b:
    .cfi_startproc
    ret
    .cfi_endproc
    .section __TEXT,__gcc_except_tab
Lexception0:
    .byte 255, 255, 1, 0
    .subsections_via_symbols
