# A thread-local variable: its descriptor is loaded through a pointer. LLVM 22 refuses it on x86-64.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    movq _value@TLVP(%rip), %rdi
    callq *(%rdi)
    movq _elsewhere@TLVP(%rip), %rdi
    callq *(%rdi)
    ret
    .section __DATA,__thread_data,thread_local_regular
    .globl _before$tlv$init
_before$tlv$init:
    .quad 1
_value$tlv$init:
    .quad 2
    .tbss _zero$tlv$init, 8, 3
    .section __DATA,__thread_vars,thread_local_variables
    .globl _value, _zero
_value:
    .quad __tlv_bootstrap
    .quad 0
    .quad _value$tlv$init
_zero:
    .quad __tlv_bootstrap
    .quad 0
    .quad _zero$tlv$init
    .subsections_via_symbols
