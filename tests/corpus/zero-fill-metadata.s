 .text
 .globl main
main: ret
 .section .zeros,"",@nobits
 .globl zeros
zeros: .zero 16
