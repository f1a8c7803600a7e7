# Thread-local sections with other data between them.
    .section .tdata,"awT",@progbits
    .globl one
one:
    .quad 1
    .data
    .globl data
data:
    .quad 2
    .bss
    .globl bss
bss:
    .zero 3
    .section .tbss,"awT",@nobits
    .globl two
two:
    .zero 8
