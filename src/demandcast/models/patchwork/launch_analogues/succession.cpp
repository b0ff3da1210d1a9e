// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/succession.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/past/static_categories.h"

namespace demandcast {
namespace {

using History = Succession::History;
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

const StaticColumn& column_of(const std::string& name, const PanelView& view) {
  const StaticColumn* column = static_named(view, name);
  if (column != nullptr) return *column;
  throw ConfigError(
      fmt::format("[launch_analogues] replaces: there is no static column \"{}\" of ids; name it with --static or "
                  "--statics",
                  name));
}

std::string replaced_by(const std::string& column, const PanelView& view, std::size_t series) {
  return column.empty() ? std::string() : category_of(column_of(column, view), view.series(series));
}

History history_of(const SeriesView& series) {
  const auto y = series.target();
  const auto states = series.states();
  const auto told = series.availability();
  return {series.first_period(), {y.begin(), y.end()}, {states.begin(), states.end()}, {told.begin(), told.end()}};
}

/// `before` up to `start`, `own` from there on, neither past `origin`; what lies between is missing.
History joined(const History& before, const History& own, Period start, Period origin) {
  const Period before_end = std::min({before.first + std::ssize(before.target), start, origin + 1});
  const Period own_end = own.target.empty() ? before_end : own.first + std::ssize(own.target);
  const Period first = before.first, end = std::max(before_end, own_end);
  History both{first, {}, {}, {}};
  const bool told = !before.availability.empty() || !own.availability.empty();
  for (Period period = first; period < end; ++period) {
    const History& from = period < start ? before : own;
    const Period cell = period - from.first, last = period < start ? before_end - before.first : std::ssize(own.target);
    const bool there = cell >= 0 && cell < last;
    const auto place = static_cast<std::size_t>(cell);
    both.target.push_back(there ? from.target[place] : kUnknown);
    both.states.push_back(there ? from.states[place] : CellState::kMissing);
    if (told) both.availability.push_back(there && !from.availability.empty() ? from.availability[place] : kUnknown);
  }
  return both;
}

/// What the first pass tells: who is replaced.
std::map<std::string, std::string> followed(const std::string& column, const PanelStream& training) {
  std::map<std::string, std::string> by_successor;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        std::string replaced = replaced_by(column, view, i);
        if (!replaced.empty()) by_successor.emplace(view.id(i), std::move(replaced));
      }
    });
  }
  return by_successor;
}

struct Own {
  History history;
  Period start = 0, origin = 0;
};

/// The own histories of all that are replaced.
std::map<std::string, Own> own_histories(const std::map<std::string, std::string>& by_successor,
                                         const PanelStream& training, const LaunchRule& rule) {
  std::set<std::string> wanted;
  for (const auto& [successor, replaced] : by_successor) wanted.insert(replaced);
  std::map<std::string, Own> own;
  for (std::size_t shard = 0; shard < training.shard_count() && !wanted.empty(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      const Channel* plan = plan_of(rule, view.channels());
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        if (!wanted.contains(view.id(i))) continue;
        const SeriesView series = view.series(i);
        own[series.id()] = {history_of(series), launch_of(series, plan, rule).value_or(rule.earliest), series.origin()};
      }
    });
  }
  return own;
}

/// The history of `id` with those that it took over itself. `chain`: who asked.
History full_history(const std::string& id, const std::map<std::string, std::string>& by_successor,
                     const std::map<std::string, Own>& own, std::vector<std::string> chain) {
  const std::string asker = chain.back();
  if (std::ranges::count(chain, id) > 0) {
    throw DataError(fmt::format(
        "[launch_analogues] replaces: series \"{}\" replaces \"{}\", which replaces it in turn ({}); leave one of them "
        "empty",
        asker, id, fmt::join(chain, " replaces ")));
  }
  const auto found = own.find(id);
  if (found == own.end()) {
    throw DataError(fmt::format(
        "[launch_analogues] replaces: series \"{}\" replaces \"{}\", which is not in the data; add it, or leave the "
        "column empty there",
        asker, id));
  }
  const auto before = by_successor.find(id);
  if (before == by_successor.end()) return found->second.history;
  chain.push_back(id);
  return joined(full_history(before->second, by_successor, own, std::move(chain)), found->second.history,
                found->second.start, found->second.origin);
}

}  // namespace

PanelView SplicedPanel::view() const {
  const PanelView view(panel, origins);
  return newest_plans ? view.with_newest_plans() : view;
}

Succession::Succession(std::string column, const PanelStream& training, const LaunchRule& rule)
    : column_(std::move(column)) {
  if (column_.empty()) return;
  const auto by_successor = followed(column_, training);
  const auto own = own_histories(by_successor, training, rule);
  for (const auto& [successor, replaced] : by_successor) {
    histories_.emplace(replaced, full_history(replaced, by_successor, own, {successor}));
  }
}

const History* Succession::predecessor(const PanelView& view, std::size_t series) const {
  const auto found = histories_.find(replaced_by(column_, view, series));
  return found == histories_.end() ? nullptr : &found->second;
}

std::optional<SplicedPanel> Succession::splice(const PanelView& view, const LaunchRule& rule) const {
  bool any = false;
  for (std::size_t i = 0; i < view.series_count() && !any; ++i) any = predecessor(view, i) != nullptr;
  if (!any) return std::nullopt;
  SplicedPanel spliced;
  spliced.newest_plans = view.sees_newest_plans();
  std::vector<SeriesInput> all;
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    const SeriesView series = view.series(i);
    History history = history_of(series);
    const History* before = predecessor(view, i);
    const auto start = launch_of(series, plan_of(rule, view.channels()), rule);
    if (before != nullptr && start && before->first <= series.origin()) {
      history = joined(*before, history, *start, series.origin());
    }
    all.push_back({series.id(), history.first, std::move(history.target), std::move(history.states),
                   std::move(history.availability)});
    spliced.origins.push_back(series.origin());
  }
  spliced.panel = Panel(view.frequency(), std::move(all), view.channels(), view.statics());
  return spliced;
}

void Succession::save(ArtifactWriter& writer) const {
  std::vector<std::string> ids;
  std::vector<std::int64_t> spans, states, told;
  std::vector<float> cells, fractions;
  for (const auto& [id, history] : histories_) {
    ids.push_back(id);
    spans.insert(spans.end(), {history.first, std::ssize(history.target), std::ssize(history.availability)});
    cells.insert(cells.end(), history.target.begin(), history.target.end());
    for (const CellState state : history.states) states.push_back(static_cast<std::int64_t>(state));
    fractions.insert(fractions.end(), history.availability.begin(), history.availability.end());
  }
  writer.texts("replaced_ids", std::move(ids));
  writer.integers("replaced_spans", std::move(spans));
  writer.integers("replaced_states", std::move(states));
  writer.floats("replaced_cells", std::move(cells));
  writer.floats("replaced_fractions", std::move(fractions));
}

Succession::Succession(std::string column, const ArtifactReader& reader) : column_(std::move(column)) {
  const auto& ids = reader.texts("replaced_ids");
  const auto &spans = reader.integers("replaced_spans"), &states = reader.integers("replaced_states");
  const auto &cells = reader.floats("replaced_cells"), &fractions = reader.floats("replaced_fractions");
  const auto require = [](bool sound) {
    if (!sound) throw FormatError("[launch_analogues] the histories taken over make no sense; fit the model again");
  };
  require(spans.size() == 3 * ids.size() && states.size() == cells.size());
  std::ptrdiff_t at = 0, fraction = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::int64_t length = spans[3 * i + 1], told = spans[3 * i + 2];
    require(length >= 0 && length <= std::ssize(cells) - at && (told == 0 || told == length) &&
            told <= std::ssize(fractions) - fraction && std::abs(spans[3 * i] / 2) < (std::int64_t{1} << 40));
    History history{spans[3 * i], {cells.begin() + at, cells.begin() + at + length}, {}, {}};
    for (std::int64_t cell = 0; cell < length; ++cell) {
      const std::int64_t state = states[static_cast<std::size_t>(at + cell)];
      require(state >= 0 && state <= static_cast<std::int64_t>(CellState::kCensored));
      history.states.push_back(static_cast<CellState>(state));
    }
    history.availability.assign(fractions.begin() + fraction, fractions.begin() + fraction + told);
    at += length;
    fraction += told;
    histories_.emplace(ids[i], std::move(history));
  }
  require(at == std::ssize(cells) && fraction == std::ssize(fractions));
}

void SplicedStream::visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const {
  stream_->visit(shard, [&](const PanelView& view) {
    const auto spliced = succession_->splice(view, *rule_);
    visit(spliced ? spliced->view() : view);
  });
}

}  // namespace demandcast
