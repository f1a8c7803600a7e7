# One section for each of the eight protections, which rules hand out by name.
        .macro  door name
        .section .door.\name,"aw",@progbits
        .globl  \name
\name:  .quad   \name
        .asciz  "\name"
        .endm
        .irp    name,none,r,w,rw,x,rx,wx,rwx
        door    \name
        .endr
        .text
        .globl  walk
walk:   .irp    name,none,r,w,rw,x,rx,wx,rwx
        lea     \name(%rip), %rax
        .endr
        ret
