# Tests of the finished programs: scripts that start them, on a screen of their own where they
# need one. 77: a tool is missing, so the test was left out.
if(TARGET backlot AND TARGET tourc_program)
  set(slowness 1)
  if(BACKLOT_SANITIZE)
    set(slowness 4)
  endif()
  # What compares pictures for a script.
  add_executable(program_areas program/areas.c)
  target_link_libraries(program_areas PRIVATE PkgConfig::PNG)
  set_target_properties(program_areas PROPERTIES RUNTIME_OUTPUT_DIRECTORY
                                                 ${PROJECT_BINARY_DIR}/tests)
  foreach(name bad_packs blank gl gpsd graph kiosk qr signals usage window)
    add_test(NAME program/${name}
      COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/program/test_${name}.py
              ${PROJECT_BINARY_DIR})
    set_tests_properties(program/${name} PROPERTIES TIMEOUT 900 SKIP_RETURN_CODE 77
      ENVIRONMENT "BACKLOT_SLOWNESS=${slowness};PYTHONDONTWRITEBYTECODE=1")
  endforeach()
  # What looks at the time does so alone.
  set_tests_properties(program/signals PROPERTIES RUN_SERIAL ON)
  # Minutes under a sanitizer; the rooms' own tests go the same ways in seconds.
  if(BACKLOT_SANITIZE)
    set_tests_properties(program/bad_packs program/blank program/gl program/gpsd program/graph
                         program/kiosk program/window PROPERTIES LABELS long)
  endif()
endif()

# The monkey where the most is checked: 20,000 actions, and with --long a million by four of them,
# beside each other.
if(TARGET backlot AND TARGET pack_fixture AND BACKLOT_SANITIZE MATCHES "address")
  foreach(monkey 1:10000 2:10000)
    string(REPLACE ":" "_" name ${monkey})
    list(APPEND monkeys program/monkey_${name})
    add_test(NAME program/monkey_${name} COMMAND backlot --profile kiosk --monkey ${monkey}
             ${PROJECT_BINARY_DIR}/tests/fixture.pack)
  endforeach()
  foreach(monkey 11:250000 12:250000 13:250000 14:250000)
    string(REPLACE ":" "_" name ${monkey})
    list(APPEND monkeys program/monkey_${name})
    list(APPEND long_monkeys program/monkey_${name})
    add_test(NAME program/monkey_${name} COMMAND backlot --profile laptop --monkey ${monkey}
             ${PROJECT_BINARY_DIR}/tests/fixture.pack)
  endforeach()
  set_tests_properties(${monkeys} PROPERTIES TIMEOUT 7200)
  set_tests_properties(${long_monkeys} PROPERTIES LABELS long)
endif()

# What the real tours say, and that they say who said so: read in their pack, once.
if(TARGET pack_tours AND NOT BACKLOT_SANITIZE)
  add_test(NAME content/tours
    COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/content/test_content.py
            ${PROJECT_BINARY_DIR}/tests/tours.pack)
  # The map that is drawn for them, and the walk upon it.
  add_test(NAME content/map
    COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/content/test_map.py
            ${PROJECT_BINARY_DIR}/tests/tours.pack ${PROJECT_SOURCE_DIR}/data/map)
  set_tests_properties(content/tours content/map PROPERTIES
                       ENVIRONMENT "PYTHONDONTWRITEBYTECODE=1")
endif()
