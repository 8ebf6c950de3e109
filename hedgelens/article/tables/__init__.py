"""Tables of articles: CSV and its kin, workbooks, JSON and Parquet, a row an article."""
