#include <stdio.h>

#include "actions.h"

int main(void)
{
    for (size_t i = 0; i < sizeof action_names / sizeof *action_names; i++)
        puts(action_names[i]);
    return 0;
}
