// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/merge_told.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

namespace demandcast {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// The places of a series in the two panels; one of them may lack it.
struct Pair {
  std::optional<std::size_t> base, more;
};

std::vector<Pair> pairs_of(const std::vector<std::string>& base, const std::vector<std::string>& more) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0, j = 0; i < base.size() || j < more.size();) {
    const int order = j == more.size() ? -1 : i == base.size() ? 1 : base[i].compare(more[j]);
    Pair pair;
    if (order <= 0) pair.base = i++;
    if (order >= 0) pair.more = j++;
    pairs.push_back(pair);
  }
  return pairs;
}

/// Cells in a row from a period on.
struct Run {
  Period first = 0;
  std::int64_t length = 0;

  Run with(const Run& other) const {
    if (other.length == 0) return *this;
    if (length == 0) return other;
    const Period begin = std::min(first, other.first);
    return {begin, std::max(first + length, other.first + other.length) - begin};
  }
};

template <class T>
void put(const std::vector<T>& from, std::int64_t begin, const Run& run, std::vector<T>& to, std::size_t start,
         Period first) {
  std::copy_n(from.begin() + begin, run.length, to.begin() + static_cast<std::ptrdiff_t>(start) + (run.first - first));
}

/// The series of two panels, put into a third.
class Cells {
 public:
  Cells(const ToldPanel& base, const ToldPanel& more, ToldPanel& out) : base_(base), more_(more), out_(out) {
    told_ = !base.availability.empty() || !more.availability.empty();
    out_.target.reserve(base.target.size() + more.target.size());
    out_.states.reserve(base.target.size() + more.target.size());
  }

  void add(const Pair& pair) {
    const Run before = pair.base ? run_of(base_, *pair.base) : Run{};
    const Run after = pair.more ? run_of(more_, *pair.more) : Run{};
    Run run = before.with(after);
    if (run.length == 0) run.first = pair.base ? before.first : after.first;
    const std::size_t start = out_.target.size(), end = start + static_cast<std::size_t>(run.length);
    out_.ids.push_back(pair.base ? base_.ids[*pair.base] : more_.ids[*pair.more]);
    out_.first_period.push_back(run.first);
    out_.target.resize(end, kNaN);
    out_.states.resize(end, ToldState::kNoRow);
    if (told_) out_.availability.resize(end, kNaN);
    out_.offsets.push_back(std::ssize(out_.target));
    if (pair.base) {
      put(base_.target, base_.offsets[*pair.base], before, out_.target, start, run.first);
      put(base_.states, base_.offsets[*pair.base], before, out_.states, start, run.first);
      if (!base_.availability.empty()) {
        put(base_.availability, base_.offsets[*pair.base], before, out_.availability, start, run.first);
      }
    }
    if (!pair.more) return;
    const auto cell = static_cast<std::size_t>(more_.offsets[*pair.more]);
    for (std::int64_t i = 0; i < after.length; ++i) {
      lay_over(cell + static_cast<std::size_t>(i), start + static_cast<std::size_t>(after.first - run.first + i));
    }
  }

 private:
  static Run run_of(const ToldPanel& panel, std::size_t series) {
    return {panel.first_period[series], static_cast<std::int64_t>(panel.length(series))};
  }

  void lay_over(std::size_t from, std::size_t to) {
    if (more_.states[from] == ToldState::kNoRow) return;
    if (!std::isnan(more_.target[from])) out_.target[to] = more_.target[from];
    if (!more_.availability.empty() && !std::isnan(more_.availability[from])) {
      out_.availability[to] = more_.availability[from];
    }
    const bool short_of = told_ && out_.availability[to] < 1;
    out_.states[to] = std::isnan(out_.target[to]) ? ToldState::kMissing
                      : short_of                  ? ToldState::kCensored
                                                  : ToldState::kObserved;
  }

  const ToldPanel &base_, &more_;
  ToldPanel& out_;
  bool told_ = false;
};

struct Version {
  Timestamp known_at = PlanVersions::kAlwaysKnown;
  float value = kNaN;
};

/// The cells of one row of a channel, with their versions.
class PlanRow {
 public:
  PlanRow(const Channel& channel, std::size_t series) : channel_(channel), row_(channel.row(series)) {
    run_ = {channel.first_period[row_], channel.offsets[row_ + 1] - channel.offsets[row_]};
    if (channel.versions.offsets.empty()) return;
    next_ = channel.versions.offsets[row_];
    end_ = channel.versions.offsets[row_ + 1];
  }
  const Run& run() const { return run_; }
  float value(Period period) const {
    const bool inside = period >= run_.first && period < run_.first + run_.length;
    return inside ? channel_.values[static_cast<std::size_t>(channel_.offsets[row_] + period - run_.first)] : kNaN;
  }
  /// Those of `period`, which rises from call to call; the only one of a cell that was always known, too.
  std::vector<Version> take(Period period) {
    std::vector<Version> versions;
    while (next_ < end_ && channel_.versions.period[static_cast<std::size_t>(next_)] < period) ++next_;
    for (; next_ < end_ && channel_.versions.period[static_cast<std::size_t>(next_)] == period; ++next_) {
      const auto v = static_cast<std::size_t>(next_);
      versions.push_back({channel_.versions.known_at[v], channel_.versions.values[v]});
    }
    if (versions.empty() && !std::isnan(value(period))) versions.push_back({Version{}.known_at, value(period)});
    return versions;
  }

 private:
  const Channel& channel_;
  std::size_t row_;
  Run run_;
  std::int64_t next_ = 0, end_ = 0;
};

/// Both in order of their dates; of one date, that of `more`.
std::vector<Version> merged(const std::vector<Version>& base, const std::vector<Version>& more) {
  std::vector<Version> all = more;
  for (const Version& version : base) {
    const bool replaced = std::ranges::any_of(more, [&](const Version& m) { return m.known_at == version.known_at; });
    if (!replaced) all.push_back(version);
  }
  std::ranges::sort(all, {}, &Version::known_at);
  return all;
}

class ChannelMerge {
 public:
  ChannelMerge(const Channel& base, const Channel& more, Channel& out) : base_(base), more_(more), out_(out) {
    out_.name = base.name;
    out_.role = base.role;
    dated_ = !base.versions.offsets.empty() || !more.versions.offsets.empty();
    if (dated_) out_.versions.offsets.push_back(0);
    out_.values.reserve(base.values.size() + more.values.size());
  }

  void add(const Pair& pair) {
    const Run before = pair.base ? PlanRow(base_, *pair.base).run() : Run{};
    const Run after = pair.more ? PlanRow(more_, *pair.more).run() : Run{};
    Run run = before.with(after);
    if (run.length == 0) run.first = pair.base ? before.first : after.first;
    start_ = out_.values.size();
    first_ = run.first;
    out_.first_period.push_back(run.first);
    out_.values.resize(start_ + static_cast<std::size_t>(run.length), kNaN);
    out_.offsets.push_back(std::ssize(out_.values));
    if (pair.base) put(base_.values, base_.offsets[base_.row(*pair.base)], before, out_.values, start_, first_);
    if (!pair.base) put(more_.values, more_.offsets[more_.row(*pair.more)], after, out_.values, start_, first_);
    if (dated_ && !(pair.base && pair.more)) {
      return pair.base ? add_row(base_, *pair.base) : add_row(more_, *pair.more);
    }
    if (!pair.base || !pair.more) return;
    if (dated_) return add_versions(PlanRow(base_, *pair.base), PlanRow(more_, *pair.more), run);
    const PlanRow plans(more_, *pair.more);
    for (Period p = after.first; p < after.first + after.length; ++p) {
      if (!std::isnan(plans.value(p))) cell(p) = plans.value(p);
    }
  }

 private:
  float& cell(Period period) { return out_.values[start_ + static_cast<std::size_t>(period - first_)]; }

  void add_row(const Channel& from, std::size_t series) {
    if (!from.versions.offsets.empty()) return out_.versions.add_row(from.versions, from.row(series));
    out_.versions.offsets.push_back(std::ssize(out_.versions.period));
  }

  void add_versions(PlanRow base, PlanRow more, const Run& run) {
    for (Period p = run.first; p < run.first + run.length; ++p) {
      std::vector<Version> versions = base.take(p);
      if (!std::isnan(more.value(p))) versions = merged(versions, more.take(p));
      if (versions.empty()) continue;
      cell(p) = versions.back().value;
      if (versions.size() == 1 && versions.front().known_at == PlanVersions::kAlwaysKnown) continue;
      for (const Version& version : versions) {
        out_.versions.period.push_back(p);
        out_.versions.known_at.push_back(version.known_at);
        out_.versions.values.push_back(version.value);
      }
    }
    out_.versions.offsets.push_back(std::ssize(out_.versions.period));
  }

  const Channel &base_, &more_;
  Channel& out_;
  bool dated_ = false;
  std::size_t start_ = 0;
  Period first_ = 0;
};

std::span<const float> numbers_of(const StaticColumn& column, std::size_t series) {
  const auto width = static_cast<std::size_t>(column.width);
  return std::span(column.numbers).subspan(series * width, width);
}

bool is_given(const StaticColumn& column, std::size_t series) {
  if (column.kind == StaticKind::kCategory) return column.codes[series] != -1;
  return std::ranges::any_of(numbers_of(column, series), [](float v) { return !std::isnan(v); });
}

bool same_value(const StaticColumn& a, std::size_t i, const StaticColumn& b, std::size_t j) {
  if (a.kind == StaticKind::kCategory) return a.codes[i] == b.codes[j];
  return std::ranges::equal(numbers_of(a, i), numbers_of(b, j),
                            [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

void add_value(const StaticColumn& from, std::size_t series, StaticColumn& to) {
  if (from.kind == StaticKind::kCategory) return to.codes.push_back(from.codes[series]);
  const auto numbers = numbers_of(from, series);
  to.numbers.insert(to.numbers.end(), numbers.begin(), numbers.end());
}

StaticColumn merge_static(const StaticColumn& base, const StaticColumn& more, const std::vector<Pair>& pairs,
                          const std::vector<std::string>& ids, const StaticReplaced& replaced) {
  StaticColumn out;
  out.name = base.name;
  out.kind = base.kind;
  out.width = base.width;
  out.categories = base.categories;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& [before, after] = pairs[i];
    const bool newer = after && (!before || is_given(more, *after));
    if (newer && before && replaced && is_given(base, *before) && !same_value(base, *before, more, *after)) {
      replaced(base.name, ids[i]);
    }
    add_value(newer ? more : base, newer ? *after : *before, out);
  }
  return out;
}

}  // namespace

ToldPanel merge_told(const ToldPanel& base, const ToldPanel& more, const StaticReplaced& replaced) {
  const std::vector<Pair> pairs = pairs_of(base.ids, more.ids);
  ToldPanel out;
  Cells cells(base, more, out);
  for (const Pair& pair : pairs) cells.add(pair);
  for (std::size_t c = 0; c < base.channels.size(); ++c) {
    ChannelMerge channel(base.channels[c], more.channels[c], out.channels.emplace_back());
    for (const Pair& pair : pairs) channel.add(pair);
  }
  for (std::size_t s = 0; s < base.statics.size(); ++s) {
    out.statics.push_back(merge_static(base.statics[s], more.statics[s], pairs, out.ids, replaced));
  }
  return out;
}

void share_categories(StaticColumn& a, StaticColumn& b) {
  if (a.categories == b.categories) return;
  std::vector<std::string> all;
  std::ranges::set_union(a.categories, b.categories, std::back_inserter(all));
  for (StaticColumn* column : {&a, &b}) {
    std::vector<std::int32_t> code_of;
    for (const std::string& word : column->categories) {
      code_of.push_back(static_cast<std::int32_t>(std::ranges::lower_bound(all, word) - all.begin()));
    }
    for (std::int32_t& code : column->codes) code = code < 0 ? code : code_of[static_cast<std::size_t>(code)];
    column->categories = all;
  }
}

void drop_unused_categories(StaticColumn& column) {
  std::vector<std::int32_t> rank(column.categories.size(), -1);
  for (const std::int32_t code : column.codes) {
    if (code >= 0) rank[static_cast<std::size_t>(code)] = 0;
  }
  std::vector<std::string> used;
  for (std::size_t word = 0; word < rank.size(); ++word) {
    if (rank[word] < 0) continue;
    rank[word] = static_cast<std::int32_t>(used.size());
    used.push_back(std::move(column.categories[word]));
  }
  column.categories = std::move(used);
  for (std::int32_t& code : column.codes) code = code < 0 ? code : rank[static_cast<std::size_t>(code)];
}

}  // namespace demandcast
