# Nothing here is ever loaded: the memory manager is not even asked.
        .section .names,"",@progbits
.Lnames:
        .asciz  "first"
.Lsecond:
        .asciz  "second"

        .section .index,"",@progbits
        .globl  index
        .p2align 3
index:
        .quad   .Lnames
        .quad   .Lsecond
        .quad   index
