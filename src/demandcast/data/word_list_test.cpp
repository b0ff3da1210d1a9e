// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/word_list.h"

#include <gtest/gtest.h>

#include <map>

namespace demandcast {
namespace {

TEST(WordList, NumbersWordsInOrderOfTheirComingHoweverManyThereAre) {
  WordList words({"seven", "eight"});
  std::map<std::string, std::int32_t> expected{{"seven", 0}, {"eight", 1}};
  for (int i = 0; i < 20000; ++i) {
    const std::string word = std::to_string(i * 7919 % 6007);
    const auto next = static_cast<std::int32_t>(expected.size());
    ASSERT_EQ(words.code(word), expected.emplace(word, next).first->second) << word;
  }
  EXPECT_EQ(words.code("eight"), 1);
  EXPECT_EQ(words.size(), expected.size());
  const std::vector<std::string> taken = words.take();
  for (const auto& [word, code] : expected) EXPECT_EQ(taken[static_cast<std::size_t>(code)], word);
  EXPECT_EQ(words.code("anew"), 0);
}

}  // namespace
}  // namespace demandcast
