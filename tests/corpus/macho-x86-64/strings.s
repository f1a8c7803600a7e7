# Strings: named ones, one named in its middle, twins at one place, padding, and one nobody wants.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    leaq _hello(%rip), %rdi
    leaq _middle(%rip), %rsi
    leaq Lplain(%rip), %rdx
    leaq Lsection(%rip), %r8
    ret
    .section __TEXT,__cstring,cstring_literals
    .p2align 3
    .globl _hello, _twin
_hello:
_twin:
    .asciz "hello"
    .byte 0, 0
Lplain:
    .ascii "pl"
_middle:
    .asciz "ain"
    .asciz "nobody wants this"
    .section __TEXT,__ustring
Lsection:
    .short 65, 66, 0
    .subsections_via_symbols
