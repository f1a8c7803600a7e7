# One section that needs a GOT entry, and another that needs a thread-local descriptor.
    .section .text.first,"ax",@progbits
    .globl first
first:
    addq    outside@GOTPCREL(%rip), %rax
    ret
    .section .text.second,"ax",@progbits
    .globl second
second:
    .byte 0x66
    leaq    local@TLSGD(%rip), %rdi
    .byte 0x66, 0x66, 0x48
    call    __tls_get_addr@PLT
    ret
    .section .tdata,"awT",@progbits
    .globl local
local:
    .quad 1
