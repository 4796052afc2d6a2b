/*
 * What it costs to take a thing for what it does not say plainly. The cheapest explanation of a sheet is its reading.
 *
 * In tenths: 10 is what a label costs that only its words taken apart explain. No cost is infinite, so that a cell in its
 * place that fits badly may still be cheaper than moving it. `make constants` halves each and raises it by half, and says which
 * of that any fixture notices: most can bear it, for what decides is seldom one cost alone.
 */
#ifndef JX_WORDS_COSTS_H
#define JX_WORDS_COSTS_H

enum jx_cost {
    /* --- words ------------------------------------------------------------------------------------------------------ */
    JX_COST_PHRASE = 10,       /* the meaning comes from the label's words, not from a known spelling */
    JX_COST_UNKNOWN = 12,      /* each character that no known word covers; more than two make it no label */
    JX_COST_REMARK = 4,        /* brackets that say something else than a unit were cut off */
    JX_COST_NUMBER = 2,        /* a number before it was cut off */
    JX_COST_YEAR = 1,          /* a year before it was cut off */
    JX_COST_ADJUSTED = -18,    /* 调整后: in force in place of what was set at first */
    JX_COST_UNMARKED_YEAR = 2, /* no word of time, taken for the year's */
    JX_COST_UNMARKED_PERIOD = 10,  /* ... and for the whole project's: more than that */
    JX_COST_FILER_CARRIES_OUT = 5, /* 申报单位 as the unit that carries the project out */
    JX_COST_HEADING_TOTAL = 12,    /* 项目资金 as the total, though it heads others elsewhere */
    JX_COST_GENERAL = 5,           /* 一般公共预算 as the fiscal part of a project's funds */

    /* --- columns of indicators ---------------------------------------------------------------------------------------- */
    JX_COST_VALUE_SHARE = 8,     /* of ten: the weight of a column's values against its heading */
    JX_COST_UNKNOWN_HEAD = 30,   /* the heading is no known one: the values alone say what the column is */
    JX_COST_OTHER_SIGNS = 5,     /* 指标性质 over ≥ and ≤, 指标方向 over 正向 */
    JX_COST_CROSSED = 15,        /* the heading says another part than its values: 二级指标 over names */
    JX_COST_KNOWN_UNUSED = 60,   /* a known heading whose column is not used */
    JX_COST_FOREIGN_UNUSED = 35, /* an unknown heading over many values that are not used */
    JX_COST_WEAK_UNUSED = 20,    /* a remark or a standard that is not used */
    JX_COST_EMPTY_UNUSED = 15,   /* the same of a column in which nothing stands */
    JX_COST_NO_NAME = 120,       /* indicators without names */
    JX_COST_NO_TARGET = 50,      /* indicators without targets */
    JX_COST_ORDER = 30,          /* a target, its unit or a score before the name, a level behind it */
    JX_COST_PANEL = 10,          /* a second panel begins */
    JX_COST_HALF_PANEL = 80,     /* a second panel without a name or a target of its own */
    JX_COST_REGION = 40,         /* one more target column beside a known one: one of a town */
    JX_COST_REGION_UNKNOWN = -5, /* ... under an unknown heading, as towns have them */
    JX_COST_WRONG_TIME_HEAD =
        40,                   /* a target of the year under a heading of the period, or the other way about */
    JX_COST_WHOLE_HEAD = 3,   /* 总体指标值 as a target of the period */
    JX_COST_DESCRIPTION = 10, /* 指标内容 beside 三级指标 as the name */

    /* --- rows ----------------------------------------------------------------------------------------------------------- */
    JX_COST_DEPTH = 10,           /* one more row of headings */
    JX_COST_NO_HEADING = 30,      /* what stands in a row of headings is none */
    JX_COST_HEADING_IN_BODY = 40, /* a heading is left among the values */
    JX_COST_MOVE = 20,            /* a cell is not under the column that it belongs to */
    JX_COST_STRAY = 10,           /* a cell under no column at all */
    JX_COST_NO_FACT = 60,         /* a level or a sign of an indicator outside of the columns of indicators */
    JX_COST_FOOT_NAMELESS = 20,   /* a row of the indicators without a name */
    JX_COST_FOOT_SIDE = 40,       /* ... with something at the side that is no label of the side */
    JX_COST_LEVEL_ROW = 60,       /* a foot that prints a level in a column of levels */
    JX_COST_FOOT_NAME = 30,       /* ... or something under the names */
    JX_COST_FOOT_TARGET = 20,     /* ... and something under the targets beside it */
    JX_COST_FOOT_UNKNOWN = 40,    /* a foot of words that nobody knows; no label costs more there */
    JX_COST_FOOT_WORDS = 20,      /* the same with a colon in them, or over several columns, as notes are */
    JX_COST_TURNED = 30,          /* the table is turned by a quarter */
    JX_COST_NO_BAND = 150,        /* nothing in the sheet is a block of indicators */
    JX_COST_UNEXPLAINED = 6,      /* each cell outside of the blocks */

    /* --- labels and their values ---------------------------------------------------------------------------------------- */
    JX_COST_LIMIT = 50,         /* a label and a value that cost more are none */
    JX_COST_GAP = 3,            /* each cell between a label and its value */
    JX_COST_ACROSS = 120,       /* other words stand before the amount: it is theirs */
    JX_COST_BELOW = 15,         /* the value stands below its label */
    JX_COST_BELOW_ALONE = 2,    /* ... where the label is alone in its row */
    JX_COST_BELOW_CLAIMED = 40, /* ... in a row that has a label of its own */
    JX_COST_BELOW_LIST = 40,    /* ... with more values under it: a list of things */
    JX_COST_ROW_TAKEN = 15,     /* ... while another value stands at its right */
    JX_COST_MISFIT = 6,         /* of ten: the weight of a value that does not suit its field */
    JX_COST_LABELISH = 70,      /* the value is a label of its own */
    JX_COST_SOFT_LABEL = 30,    /* the value is made of the words of labels */
    JX_COST_WRONG_TIME = 60,    /* an amount of the year in the block of the period, or the other way about */
    JX_COST_SECOND_TOTAL = 25,  /* an unmarked total beside a marked one, taken for the same */
    JX_COST_HIDDEN = 20,        /* a hidden label or value: read where nothing else is */
    JX_COST_LISTED = 40,        /* a label that stands in a list, under a heading of words */
    JX_COST_RESULT = 90,        /* an amount under a heading of results, rates or former years */
    JX_COST_FOREIGN_COLUMN = 40, /* an amount under a heading of something else */

    /* --- forms ------------------------------------------------------------------------------------------------------------ */
    JX_COST_TITLE_CUT = -20, /* a form begins behind a blank row */
    JX_COST_WRONG_SIDE = 30, /* a label of a head below the cut's foot, or of a foot above its head */

    JX_COST_MARGIN = 5, /* a fact whose next reading is nearer than this is told with both */
};

#endif
