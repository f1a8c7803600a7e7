# A call, written into the relocation table behind a request for a thread-local descriptor that follows it in the code.
    .text
    .globl first
first:
    .byte   0xe8
call:
    .long   0
    .byte   0x66
    leaq    local@TLSGD(%rip), %rdi
    .byte   0x66, 0x66, 0x48
    call    __tls_get_addr@PLT
    ret
    .reloc  call, R_X86_64_PLT32, outside-4
    .section .tdata,"awT",@progbits
    .globl local
local:
    .quad 1
