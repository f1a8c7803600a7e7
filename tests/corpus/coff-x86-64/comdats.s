# Every way to choose between sections of one name. Each leader is called, so that all of them are in the link.
  .text
  .globl start
start:
  call any_of_them
  call all_of_a_size
  call all_the_same
  call the_largest
  call the_only_one
  ret

  .section .text,"xr",discard,any_of_them
  .globl any_of_them
any_of_them:
  movl $1, %eax
  ret

  .section .text,"xr",same_size,all_of_a_size
  .globl all_of_a_size
all_of_a_size:
  movl $22, %eax
  nop
  ret

  .section .text,"xr",same_contents,all_the_same
  .globl all_the_same
all_the_same:
  movl $3, %eax
  nop
  nop
  ret

  .section .text,"xr",largest,the_largest
  .globl the_largest
the_largest:
  movl $4, %eax
  nop
  nop
  nop
  ret

  .section .text,"xr",one_only,the_only_one
  .globl the_only_one
the_only_one:
  leaq followed(%rip), %rax
  ret

# Lives and dies with the section of the_only_one.
  .section .rdata,"dr",associative,the_only_one
  .long 0x12345678
  .data
followed:
  .quad any_of_them
