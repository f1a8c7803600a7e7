# One of three files that need each other.
        .text
        .globl  left
        .type   left,@function
left:   call    right
        mov     middle_data(%rip), %rax
        push    right_once@GOTPCREL(%rip)
        ret
        .data
        .globl  left_data
left_data:
        .quad   right_data, middle, left_once
        .section .once.text,"ax",@progbits
        .globl  left_once
left_once:
        call    right_once
        lea     left_data(%rip), %rax
        ret
        .section .meta,"",@progbits
        .globl  left_card
left_card:
        .quad   right, right_once, right_card
