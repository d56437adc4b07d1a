"""What a program calls: the functions behind `import datelines`. No Prefect, no server, nothing printed."""
