# Call-frame records of a function that nobody needs.
    .text
    .globl live
live:
    ret
    .section .text.dead,"ax",@progbits
dead:
    .cfi_startproc
    ret
    .cfi_endproc
