# The third of three files that need each other.
        .text
        .globl  middle
        .type   middle,@function
middle: mov     shared(%rip), %rax
        ret
        .data
        .globl  middle_data
middle_data:
        .quad   right_room, left_once, right_card
        .globl  shared
shared: .quad   2
