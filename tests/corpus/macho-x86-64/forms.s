# Every form of relocation that assemblers make.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    movl _value(%rip), %eax
    movb $1, _value(%rip)
    movw $1, _value+2(%rip)
    movl $1, _value+4(%rip)
    movl Llocal(%rip), %eax
    movb $1, Llocal+1(%rip)
    movw $1, Llocal+2(%rip)
    movl $1, Llocal+4(%rip)
    call _outside
    call _other+3
    jmp _outside
    movq _value@GOTPCREL(%rip), %rax
    movq _outside@GOTPCREL(%rip), %r9
    cmpq $0, _value@GOTPCREL(%rip)
    pushq _value@GOTPCREL(%rip)
    call *_outside@GOTPCREL(%rip)
    leaq Lstring(%rip), %rdi
    leaq Lstring+2(%rip), %rdi
    leaq Lfour(%rip), %rdi
    ret
    .globl _other
_other:
    nop
    nop
    nop
    ret
    .quad _main-_other+16
    .quad _other-_main-24
    .long _value-_other
    .long _other-_value+1
    .long _value@GOTPCREL
    .long _value@GOTPCREL+4

    .section __DATA,__data
    .globl _value
_value:
    .quad _main
    .quad _outside+0x123456789
    .quad Llocal+2
    .quad Lstring
    .quad _value
    .quad _list_end - .
    .quad . - _main
_list_end:
    .quad 0
    .section __DATA,__lone
Llocal:
    .quad 5
    .quad 6
    .section __TEXT,__cstring,cstring_literals
Lstring:
    .asciz "hello"
    .asciz ""
Lsecond:
    .asciz "unused"
    .section __TEXT,__literal4,4byte_literals
Lfour:
    .long 7
    .subsections_via_symbols
