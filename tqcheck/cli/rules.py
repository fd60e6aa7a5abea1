"""``tqcheck rules`` and ``tqcheck explain``: what is looked for, and why."""

from __future__ import annotations

import click

from tqcheck.types import TqcheckError


@click.command()
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(output_format: str) -> None:
    """List the rules."""
    import json

    from tqcheck.rules import all_rules

    if output_format == "json":
        keys = ("code", "name", "category", "severity", "source_lang", "target_lang", "summary")
        click.echo(json.dumps([{key: getattr(rule, key) for key in keys} for rule in all_rules()], indent=1))
        return
    for rule in all_rules():
        pair = f"{rule.source_lang or 'any'}-{rule.target_lang or 'any'}"
        click.echo(f"{rule.code}  {rule.severity.value:<8}  {pair:<7}  {rule.name:<26}  {rule.summary}")


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule: what it finds, why that is bad, what to write instead, and how often it is right."""
    from tqcheck.rules import all_rules
    from tqcheck.rules.figures import spoken

    for rule in all_rules():
        if rule.code == code.upper():
            click.echo(f"# {rule.code} {rule.name} ({rule.category}, {rule.severity.value})\n\n{rule.documentation}")
            click.echo("\n".join(["", "## Figures", "", *spoken(rule.code)]))
            return
    raise TqcheckError(f"{code}: no such rule; `tqcheck rules` lists them")
