# Start and stop of sections of two policies, and an initializer that really runs as a finalize action: it returns a
# success in the form that such an action answers in (one byte, 0), and leaves its mark in .data.
        .text
        .globl  user
user:   movabs  $__start_once_list, %rax
        movabs  $__stop_once_list, %rax
        lea     mark(%rip), %rax
        ret
        .section once_list,"aw",@progbits
        .quad   initialize
        .section .once.text,"ax",@progbits
        .globl  initialize
initialize:
        movl    $0x2a, mark(%rip)
        xor     %eax, %eax
        mov     $1, %edx
        ret
        .data
        .globl  mark
mark:   .long   0
        .section .once.data,"aw",@progbits
        .globl  hint
hint:   .quad   __start_once_list, mark
