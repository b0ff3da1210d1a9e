// The VN2 inventory game on windows of its history, or on outcomes that were held back.
// SPDX-License-Identifier: Apache-2.0
//
//   vn2_game sales.parquet [--statics static.parquet] [--windows 3] [--learn] [--set M.O=V] [MODEL ...]
//   vn2_game sales.parquet --outcomes outcomes.parquet --start initial_state.parquet [--set M.O=V] [MODEL ...]
//
// sales and outcomes: unique_id, ds, y, in_stock (outcomes may lack it); eight weeks of outcomes after the last of
// sales. start: unique_id, on_hand, arrives_week_1, arrives_week_2. Weeks 3 to 8 count.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <numeric>

#include "bench/vn2/vn2_play.h"
#include "demandcast/core/error.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;

/// What is played, and with which models.
struct Game {
  DataSource source;
  std::string outcomes, start;  ///< both, or neither: windows of the history
  std::size_t windows = 6;      ///< of the history, from the first
  std::vector<std::string> models, settings;
  bool learns = false;  ///< whether a policy is trained for each model besides
};

/// The outcomes, in stock throughout where they do not say.
Table with_stock(const std::string& path) {
  Table outcomes = read_table(path, {}, std::vector<std::string>{"unique_id"});
  if (outcomes.find("in_stock") == nullptr) {
    outcomes.columns.push_back({"in_stock", NumberColumn{std::vector<double>(outcomes.row_count(), 1.0)}});
  }
  return outcomes;
}

/// Sales, and behind them the outcomes, as one source in a folder that goes with this.
class Joined {
 public:
  explicit Joined(const Game& game) : source_(game.source) {
    if (game.outcomes.empty()) return;
    folder_ = fs::temp_directory_path() / fmt::format("vn2_game-{}", ::getpid());
    fs::create_directories(folder_);
    fs::copy_file(game.source.path, folder_ / "part-1.parquet", fs::copy_options::overwrite_existing);
    write_table(with_stock(game.outcomes), (folder_ / "part-2.parquet").string());
    source_.path = folder_.string();
  }
  ~Joined() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Joined(const Joined&) = delete;
  Joined& operator=(const Joined&) = delete;
  const DataSource& source() const { return source_; }

 private:
  DataSource source_;
  fs::path folder_;
};

/// The first week of each window with what is in stock then.
struct Window {
  std::string name;
  Period first;
  std::vector<StockState> start;
};

std::vector<Window> windows_of(const Game& game, const Panel& censored) {
  if (!game.outcomes.empty()) {
    const Period last = read_panel_or_throw(game.source).last_period();
    if (censored.last_period() != last + 8) {
      throw DataError(fmt::format("\"{}\" ends {} weeks after \"{}\"; eight are wanted", game.outcomes,
                                  censored.last_period() - last, game.source.path));
    }
    return {{censored.frequency().format(last + 1), last + 1, vn2_start_from(game.start, censored)}};
  }
  std::vector<Window> windows;
  for (const char* name : {"2023-05-15", "2023-07-10", "2023-09-04", "2023-10-30", "2023-12-25", "2024-02-19"}) {
    if (windows.size() == game.windows) break;
    const Period first = *censored.frequency().period_at(*parse_timestamp(name));
    windows.push_back({name, first, vn2_usual_start(censored, first)});
  }
  return windows;
}

void print_row(const std::string& name, const std::vector<double>& costs) {
  fmt::print("{:<40}", name);
  for (const double cost : costs) fmt::print(" {:>10.1f}", cost);
  fmt::print(" {:>10.1f}\n", std::accumulate(costs.begin(), costs.end(), 0.0));
}

/// "sqrf.trees=40" laid into the options.
void set(const std::string& text, ModelOptions& options) {
  const std::size_t dot = text.find('.'), equals = text.find('=');
  if (dot == text.npos || equals == text.npos || dot > equals) {
    throw ConfigError(fmt::format("--set \"{}\": MODEL.OPTION=VALUE is wanted, for example sqrf.trees=40", text));
  }
  options[text.substr(0, dot)][text.substr(dot + 1, equals - dot - 1)] = text.substr(equals + 1);
}

void play(const Game& game) {
  ModelOptions options;
  for (const std::string& setting : game.settings) set(setting, options);
  const Joined joined(game);
  DataSource source = joined.source();
  const Panel sales = read_panel_or_throw(source);
  source.availability = "in_stock";
  const Panel censored = read_panel_or_throw(source);
  const std::vector<Window> windows = windows_of(game, censored);
  fmt::print("{:<40}", "first week of the window");
  for (const Window& window : windows) fmt::print(" {:>10}", window.name);
  fmt::print("      total\n");
  const auto row = [&](const std::string& name, auto&& make) {
    std::vector<double> costs;
    for (const Window& window : windows) costs.push_back(vn2_cost(censored, window.first, window.start, *make()));
    print_row(name, costs);
  };
  row("the organiser's benchmark", [&] { return vn2_organiser(censored); });
  row("who knows the demand to come", [&] { return vn2_foreseeing(sales); });
  for (const std::string& model : game.models) {
    row(model + ", stock-outs as sales", [&] { return vn2_newsvendor(sales, model, options); });
    row(model + ", stock-outs as bounds", [&] { return vn2_newsvendor(censored, model, options); });
    if (!game.learns) continue;
    row(model + ", learned, as sales", [&] { return vn2_learned(joined.source(), sales, model, options); });
    row(model + ", learned, as bounds", [&] { return vn2_learned(source, censored, model, options); });
  }
}

int run(int count, char** arguments) {
  CLI::App app{
      "The VN2 inventory game: six orders of 599 products, by the organiser's benchmark, by models and by policies."};
  Game game;
  app.add_option("SALES", game.source.path, "Parquet of unique_id, ds, y, in_stock")->required();
  app.add_option("MODEL", game.models, "Models or compositions whose forecasts a newsvendor orders by");
  app.add_option("--statics", game.source.statics_path, "Parquet of unique_id and statics");
  app.add_flag("--learn", game.learns, "Train a policy for each model besides, on the weeks before each window");
  app.add_option("--windows", game.windows, "Windows of the history, from the first [6]");
  auto* outcomes =
      app.add_option("--outcomes", game.outcomes, "Parquet of the eight weeks after SALES: these are played");
  auto* start = app.add_option("--start", game.start, "Parquet of unique_id, on_hand, arrives_week_1, arrives_week_2");
  outcomes->needs(start);
  start->needs(outcomes);
  app.add_option("--set", game.settings, "MODEL.OPTION=VALUE, may be repeated")->allow_extra_args(false);
  CLI11_PARSE(app, count, arguments);
  play(game);
  return 0;
}

}  // namespace
}  // namespace demandcast

int main(int count, char** arguments) {
  try {
    return demandcast::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "vn2_game: {}\n", error.what());
    return 1;
  }
}
