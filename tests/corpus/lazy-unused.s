# Defines a name that others define weakly and nobody refers to: it is not linked.
.text
.globl spare
.type spare, @function
spare: ret
.size spare, . - spare
