# The second of three files that need each other.
        .text
        .globl  right
        .type   right,@function
right:  call    left
        call    middle@PLT
        ret
        .data
        .balign 32
        .globl  right_data
right_data:
        .quad   left_data, middle_data, left_card
        .weak   shared
shared: .quad   1
        .section .once.text,"ax",@progbits
        .globl  right_once
right_once:
        mov     middle_data@GOTPCREL(%rip), %rax
        jmp     left_once
        .section .meta,"",@progbits
        .globl  right_card
right_card:
        .quad   left, left_once, left_card
        .bss
        .globl  right_room
right_room:
        .zero   6000
