# Call-frame records whose function has no relocation: LLVM 22 takes the field for an address before layout.
.text
.globl main
.type main, @function
main: nop
    ret
.size main, . - main
.section .text.two, "ax"
.globl two
two: nop
    ret
.section .eh_frame, "a", @progbits
.long 0x14
.long 0
.byte 1
.asciz "zR"
.byte 1, 0x78, 0x10, 1, 0x1b, 0x0c, 7, 8, 0x90, 1, 0, 0
.long 0x14
.long 0x1c
.long 0
.long 2
.byte 0
.zero 7
.long 0x14
.long 0x34
.long 0x20
.long 2
.byte 0
.zero 7
.long 0x14
.long 0x4c
.long main - .
.long 2
.byte 0
.zero 7
.long 0x14
.long 0x64
.long two - .
.long 2
.byte 0
.zero 7
