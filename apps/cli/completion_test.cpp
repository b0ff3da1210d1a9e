// The scripts of completion, run by the shells that are there.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = ::popen(command.c_str(), "r");
  for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) text += static_cast<char>(letter);
  ::pclose(pipe);
  return text;
}

/// What bash offers for the last of `words`.
std::string offered(const std::string& script, const std::string& words, int last) {
  return output_of("bash -c 'source " + script + "; COMP_WORDS=(" + words + "); COMP_CWORD=" + std::to_string(last) +
                   "; _demandcast; echo \"${COMPREPLY[*]}\"'");
}

TEST_F(Cli, CompletesInBashWhatTheParserTakes) {
  const std::string script = file("demandcast.bash", run({"completion", "bash"}).out);
  EXPECT_EQ(offered(script, "demandcast fore", 1), "forecast\n");
  EXPECT_EQ(offered(script, "demandcast forecast s.csv --hor", 3), "--horizon\n");
  EXPECT_EQ(offered(script, "demandcast forecast s.csv --negative ", 4), "error zero missing keep\n");
  EXPECT_EQ(offered(script, "demandcast forecast -m seasonal_n", 3), "seasonal_naive\n");
  EXPECT_EQ(offered(script, "demandcast check --wind", 2), "\n");  // a flag of backtest
  EXPECT_EQ(offered(script, "demandcast check " + place("demand"), 2), script + "\n");
  EXPECT_EQ(offered(script, "demandcast completion z", 2), "zsh\n");
}

TEST_F(Cli, WritesCompletionThatOtherShellsCanRead) {
  for (const std::string shell : {"zsh", "fish"}) {
    const Outcome outcome = run({"completion", shell});
    EXPECT_EQ(outcome.exit_code, 0);
    for (const char* word : {"backtest", "windows", "seasonal_naive"}) {
      EXPECT_THAT(outcome.out, HasSubstr(word)) << shell;
    }
    if (output_of("command -v " + shell).empty()) continue;
    EXPECT_EQ(output_of(shell + " -n " + file("script", outcome.out) + " 2>&1"), "");
  }
  EXPECT_EQ(run({"completion", "tcsh"}).exit_code, 2);
  EXPECT_EQ(run({"completion"}).exit_code, 2);
}

}  // namespace
}  // namespace demandcast
