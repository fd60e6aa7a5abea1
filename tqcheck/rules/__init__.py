"""Rules that know the language pair: one small module a family, one function a rule, registered by decorator."""

from tqcheck.rules.registry import Match, Rule, all_rules, rule, select_rules

__all__ = ["Match", "Rule", "all_rules", "rule", "select_rules"]
