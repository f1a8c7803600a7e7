# Call frames whose records are needed (DWARF mode) and not, a personality, and data for it.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    .cfi_startproc
    .cfi_personality 155, ___gxx_personality_v0
    .cfi_lsda 16, Lexception0
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset %rbp, -16
    movq %rsp, %rbp
    .cfi_def_cfa_register %rbp
    popq %rbp
    ret
    .cfi_endproc
    .globl _odd
_odd:
    .cfi_startproc
    .cfi_escape 0x0f, 0x03, 0x77, 0x08, 0x06
    ret
    .cfi_endproc
_dead:
    .cfi_startproc
    ret
    .cfi_endproc
    .globl _frameless_a
_frameless_a:
    .cfi_startproc
    ret
    .cfi_endproc
    .globl _frameless_b
_frameless_b:
    .cfi_startproc
    ret
    .cfi_endproc
    .section __TEXT,__gcc_except_tab
Lexception0:
    .byte 255, 255, 1, 0
    .subsections_via_symbols
