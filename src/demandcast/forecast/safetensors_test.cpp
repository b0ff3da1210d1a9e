// Artifacts as safetensors: the layout of the format, bit-equal round trips, and what is refused.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/safetensors.h"

#include <gmock/gmock.h>

#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::ThrowsMessage;

Artifact artifact() {
  using Limits = std::numeric_limits<double>;
  Artifact made;
  made.numbers["x"] = {1.5, -0.0, Limits::infinity(), Limits::quiet_NaN(), Limits::denorm_min(), 0.1};
  made.numbers["inner/none"] = {};
  made.integers["x"] = {7, std::numeric_limits<std::int64_t>::min()};
  made.codes["x"] = SharedArray<std::uint16_t>({1, 65535, 0});
  made.words["x"] = SharedArray<std::uint64_t>({1, std::numeric_limits<std::uint64_t>::max()});
  made.texts["ids"] = {"Käse", "", std::string("\xff\0z", 3)};
  made.texts["ids/bytes"] = {"a name that ends as the format's own does"};
  made.texts["no texts"] = {};
  return made;
}

/// The file taken apart as the format's description says, independent of the reader.
struct Parts {
  Json header;
  std::string data;
};

Parts parts_of(const std::string& file) {
  std::uint64_t size = 0;
  std::memcpy(&size, file.data(), 8);
  return {Json::parse(file.substr(8, size)), file.substr(8 + size)};
}

std::string file_of(const Parts& parts) {
  const std::string header = parts.header.dump();
  const std::uint64_t size = header.size();
  return std::string(reinterpret_cast<const char*>(&size), 8) + header + parts.data;
}

TEST(Safetensors, LieAsTheFormatSays) {
  const std::string file = to_safetensors(artifact());
  const auto [header, data] = parts_of(file);
  EXPECT_EQ((file.size() - data.size()) % 8, 0u);
  EXPECT_EQ(file[8], '{');
  std::vector<std::pair<std::size_t, std::size_t>> places;
  const std::map<std::string, std::size_t> sizes{{"F64", 8}, {"I64", 8}, {"U64", 8}, {"U16", 2}, {"U8", 1}};
  for (const auto& [name, array] : header.items()) {
    places.emplace_back(array["data_offsets"][0], array["data_offsets"][1]);
    const std::size_t bytes = array["shape"][0].get<std::size_t>() * sizes.at(array["dtype"]);
    EXPECT_EQ(places.back().second - places.back().first, bytes) << name;
    EXPECT_EQ(places.back().first % sizes.at(array["dtype"]), 0u) << name;
  }
  std::ranges::sort(places);
  std::size_t end = 0;
  for (const auto& [from, to] : places) {
    EXPECT_EQ(from, end);
    end = to;
  }
  EXPECT_EQ(end, data.size());
  double first = 0;
  std::memcpy(&first, data.data() + header["numbers/x"]["data_offsets"][0].get<std::size_t>(), 8);
  EXPECT_EQ(first, 1.5);
}

TEST(Safetensors, GiveBackEveryBit) {
  const Artifact whole = artifact(), back = from_safetensors(to_safetensors(whole), "a file");
  EXPECT_EQ(back.integers, whole.integers);
  EXPECT_EQ(back.texts, whole.texts);
  EXPECT_EQ(back.codes, whole.codes);
  EXPECT_EQ(back.words, whole.words);
  ASSERT_EQ(back.numbers.size(), whole.numbers.size());
  for (const auto& [name, values] : whole.numbers) {
    ASSERT_EQ(back.numbers.at(name).size(), values.size()) << name;
    for (std::size_t i = 0; i < values.size(); ++i) {
      EXPECT_EQ(std::bit_cast<std::uint64_t>(back.numbers.at(name)[i]), std::bit_cast<std::uint64_t>(values[i])) << i;
    }
  }
}

TEST(Safetensors, LeaveWordsAndCodesWhereTheyAreKept) {
  const auto file = std::make_shared<const std::string>(to_safetensors(artifact()));
  const auto in_file = [&](const auto& array) {
    const auto* begin = reinterpret_cast<const char*>(array.data());
    return begin >= file->data() && begin < file->data() + file->size();
  };
  const Artifact kept = from_safetensors(*file, "a file", file), copied = from_safetensors(*file, "a file");
  EXPECT_TRUE(in_file(kept.codes.at("x")));
  EXPECT_TRUE(in_file(kept.words.at("x")));
  EXPECT_FALSE(in_file(copied.codes.at("x")));
  EXPECT_FALSE(in_file(copied.words.at("x")));
  EXPECT_EQ(kept.codes, artifact().codes);
  EXPECT_EQ(kept.words, artifact().words);
}

TEST(Safetensors, CopyWordsThatLieAtOddPlaces) {
  const std::string file = to_safetensors(artifact());
  const auto odd = std::make_shared<const std::string>("x" + file);
  const Artifact back = from_safetensors(std::string_view(*odd).substr(1), "a file", odd);
  EXPECT_EQ(back.words, artifact().words);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(back.words.at("x").data()) % alignof(std::uint64_t), 0u);
}

void expect_refused(const std::string& file, const std::string& word) {
  EXPECT_THAT([&] { from_safetensors(file, "m/arrays.safetensors"); },
              ThrowsMessage<FormatError>(testing::AllOf(HasSubstr(word), HasSubstr("m/arrays.safetensors"))));
}

TEST(Safetensors, RefuseAWrongDtypeNamingTheArray) {
  Parts parts = parts_of(to_safetensors(artifact()));
  parts.header["numbers/x"]["dtype"] = "F32";
  expect_refused(file_of(parts), "array \"numbers/x\" has dtype F32, F64 wanted");
}

TEST(Safetensors, RefuseArraysThatDoNotFillTheFile) {
  const Parts whole = parts_of(to_safetensors(artifact()));
  Parts beyond = whole, count = whole, hole = whole, orphan = whole;
  beyond.data.resize(8);
  expect_refused(file_of(beyond), "beyond the file");
  count.header["numbers/x"]["shape"] = {5};
  expect_refused(file_of(count), "which are not 5 values");
  hole.header.erase("integers/x");
  expect_refused(file_of(hole), "does not lie where");
  orphan.data += "x";
  expect_refused(file_of(orphan), "belong to no array");
}

TEST(Safetensors, RefuseTextsThatAreCutUpWrongly) {
  Parts alone = parts_of(to_safetensors({{}, {}, {{"ids", {"a", "bc"}}}, {}, {}}));
  Parts wrong = alone;
  wrong.data[8] = 9;
  expect_refused(file_of(wrong), "do not cut up their bytes");
  alone.header.erase("texts/ids/bytes");
  alone.data.resize(24);
  expect_refused(file_of(alone), "\"texts/ids/bytes\" is missing");
}

TEST(Safetensors, RefuseEveryCutOfAFile) {
  const std::string file = to_safetensors(artifact());
  for (std::size_t size = 0; size < file.size(); ++size) {
    EXPECT_THROW(from_safetensors(file.substr(0, size), "cut"), FormatError) << size;
  }
}

TEST(Checksum, IsThatOfTheXxhashTools) {
  EXPECT_EQ(checksum_of(""), "99aa06d3014798d86001c324468d497f");  // xxh128sum < /dev/null
}

}  // namespace
}  // namespace demandcast
