# Orders to the linker, as compilers write them.
  .section .drectve,"yn"
  .ascii " /DEFAULTLIB:libcmt -include:wanted \"/alternatename:missing=present\" /alternatename:absent=nobody /export:start"
  .text
  .globl start
start:
  call missing
  call absent
  ret
  .globl present
present:
  ret
