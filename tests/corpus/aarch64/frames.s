# Call-frame records with a personality and a table of exceptions.
        .text
        .globl  main, thrower, __gxx_personality_v0
        .type   main, %function
main:
        .cfi_startproc
        .cfi_personality 0x9b, DW.ref.personality
        .cfi_lsda 0x1b, .Ltable
        stp     x29, x30, [sp, #-16]!
        .cfi_def_cfa_offset 16
        bl      thrower
        ldp     x29, x30, [sp], #16
        ret
        .cfi_endproc
        .size   main, .-main
        .section .text.dead,"ax",%progbits
        .type   dead, %function
dead:
        .cfi_startproc
        ret
        .cfi_endproc
        .size   dead, .-dead
        .section .gcc_except_table,"a",%progbits
.Ltable:
        .byte   0xff, 0xff, 1, 0
        .data
        .p2align 3
DW.ref.personality:
        .xword  __gxx_personality_v0
