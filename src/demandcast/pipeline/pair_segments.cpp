// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/pair_segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace demandcast {
namespace {

constexpr std::size_t kMostNumbers = 12;

PairSegment part(const std::string& fact, const std::string& value, Condition condition) {
  PairSegment made{fact + " " + value, {}, {}};
  made.when.emplace(fact, std::move(condition));
  return made;
}

/// Puts each pair into the parts whose condition its value fulfils; gives those that have some.
template <class Value>
std::vector<PairSegment> filled(std::vector<PairSegment> parts, const std::vector<Value>& values) {
  for (std::size_t pair = 0; pair < values.size(); ++pair) {
    for (PairSegment& one : parts) {
      if (one.when.begin()->second.holds(values[pair])) one.pairs.push_back(pair);
    }
  }
  std::erase_if(parts, [](const PairSegment& one) { return one.pairs.empty(); });
  return parts;
}

double rounded(double value) {
  const std::string text = fmt::format("{:.3g}", value);
  double number = value;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Different quartiles, none at the least value, below which nothing lies.
std::vector<double> cuts_of(std::vector<double> known) {
  std::ranges::sort(known);
  std::vector<double> cuts;
  for (std::size_t quarter = 1; quarter < 4; ++quarter) {
    const double cut = rounded(known[quarter * known.size() / 4]);
    if (cut > known.front() && cut <= known.back() && (cuts.empty() || cut > cuts.back())) cuts.push_back(cut);
  }
  return cuts;
}

std::vector<PairSegment> by_numbers(const std::string& fact, const std::vector<double>& values) {
  std::vector<double> known;
  std::ranges::copy_if(values, std::back_inserter(known), [](double value) { return !std::isnan(value); });
  const std::set<double> different(known.begin(), known.end());
  std::vector<PairSegment> parts;
  if (different.size() <= kMostNumbers) {
    for (const double value : different) {
      parts.push_back(part(fact, fmt::format("{}", value), Condition(std::vector<double>{value})));
    }
    return filled(std::move(parts), values);
  }
  const std::vector<double> cuts = cuts_of(std::move(known));
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    Bounds bounds;
    std::string text;
    if (i > 0) {
      bounds.low = cuts[i - 1];
      bounds.with_low = true;
      text = fmt::format("from {}", bounds.low);
    }
    if (i < cuts.size()) {
      bounds.high = cuts[i];
      text += fmt::format("{}below {}", i > 0 ? " to " : "", bounds.high);
    }
    parts.push_back(part(fact, text, Condition(bounds)));
  }
  return filled(std::move(parts), values);
}

std::vector<PairSegment> by_words(const std::string& fact, const std::vector<std::string>& values, std::size_t most) {
  std::set<std::string> different(values.begin(), values.end());
  different.erase("");
  std::vector<PairSegment> parts;
  if (different.size() > most) return parts;
  for (const std::string& word : different) {
    parts.push_back(part(fact, word, Condition(std::vector<std::string>{word})));
  }
  return filled(std::move(parts), values);
}

}  // namespace

std::vector<PairSegment> segments_by(const std::string& fact, const PairFact& values, std::size_t most) {
  const auto* words = std::get_if<std::vector<std::string>>(&values);
  std::vector<PairSegment> parts =
      words != nullptr ? by_words(fact, *words, most) : by_numbers(fact, std::get<std::vector<double>>(values));
  return parts.size() < 2 ? std::vector<PairSegment>() : parts;
}

std::vector<PairSegment> crossed(const std::vector<PairSegment>& one, const std::vector<PairSegment>& other) {
  std::vector<PairSegment> all;
  for (const PairSegment& a : one) {
    for (const PairSegment& b : other) {
      PairSegment both{a.name + ", " + b.name, a.when, {}};
      both.when.insert(b.when.begin(), b.when.end());
      std::ranges::set_intersection(a.pairs, b.pairs, std::back_inserter(both.pairs));
      if (!both.pairs.empty()) all.push_back(std::move(both));
    }
  }
  return all;
}

}  // namespace demandcast
