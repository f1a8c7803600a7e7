# Two ELF sections of one name are one section with two blocks, laid out by size; three protections; wide alignment.
    .section .text,"ax",@progbits
    .globl go
go: callq other
    ret
    .section .text,"ax",@progbits,unique,1
    .globl other
other:
    nop
    nop
    jmp go
    .section .rodata,"a",@progbits
    .p2align 6
    .globl constant
constant: .quad go, other
    .section .wx,"awx",@progbits
    .globl writable_code
writable_code: jmp go
    .section .tail,"aw",@nobits
    .p2align 12
    .globl tail
tail: .zero 5000
    .section .note.here,"",@note
    .long 4, 8, 1
    .asciz "abc"
    .quad constant
