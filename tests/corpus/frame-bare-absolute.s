# A call-frame record that holds address 0 without a relocation: LLVM 22 finds the first name there.
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
.byte 1, 0x78, 0x10, 1, 0x3, 0x0c, 7, 8, 0x90, 1, 0, 0
.long 0x14
.long 0x1c
.long 0
.long 2
.byte 0
.zero 7
.long 0x14
.long 0x34
.long main
.long 2
.byte 0
.zero 7
.long 0x14
.long 0x4c
.long two
.long 2
.byte 0
.zero 7
