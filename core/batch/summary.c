int jx_summary_unused;
