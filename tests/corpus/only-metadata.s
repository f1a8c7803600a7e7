# Nothing in it is ever loaded.
    .section .notes,"",@progbits
    .globl note
note:
    .quad note
