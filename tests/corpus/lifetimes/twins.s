# Several sections of one name are blocks of one section, laid out by size (each has its own here: among equals LLVM's
# order is chance) and moved to another policy together.
        .text
        .globl  pick
pick:   lea     first(%rip), %rax
        lea     second(%rip), %rax
        lea     third(%rip), %rax
        ret
        .section .part,"aw",@progbits,unique,1
        .balign 8
        .globl  first
first:  .quad   second, third, pick
        .section .part,"aw",@progbits,unique,2
        .balign 16
        .globl  second
second: .quad   first
        .byte   1
        .section .part,"aw",@progbits,unique,3
        .globl  third
third:  .byte   2, 3
        .quad   note_two
        .section .note.part,"",@progbits,unique,1
        .globl  note_one
note_one:
        .quad   first, note_two
        .section .note.part,"",@progbits,unique,2
        .globl  note_two
note_two:
        .quad   second, note_one, third
