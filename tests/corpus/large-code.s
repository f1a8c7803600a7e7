# The large code model: functions and variables by their distance from the global offset table.
    .text
    .globl go
    .type go, @function
go:
    leaq    go(%rip), %rbx
    movabsq $_GLOBAL_OFFSET_TABLE_-go, %r11
    addq    %r11, %rbx
    movabsq $callee@PLTOFF, %rax
    addq    %rbx, %rax
    call    *%rax
    movabsq $away@PLTOFF, %rax
    movabsq $variable@GOT, %rax
    movabsq $variable@GOTOFF, %rax
    .long   variable@GOT
    ret
    .size go, .-go
    .globl callee
    .type callee, @function
callee:
    ret
    .size callee, .-callee
    .data
    .globl variable
variable:
    .quad 1
    .size variable, 8
