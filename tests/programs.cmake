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
  foreach(name bad_packs blank gl graph kiosk signals usage window)
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
    set_tests_properties(program/bad_packs program/gl program/graph
                         program/kiosk program/window PROPERTIES LABELS long)
  endif()
endif()

# What the real tours say, and that they say who said so: read in their pack, once.
if(TARGET pack_tours AND NOT BACKLOT_SANITIZE)
  add_test(NAME content/tours
    COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/content/test_content.py
            ${PROJECT_BINARY_DIR}/tests/tours.pack)
  set_tests_properties(content/tours PROPERTIES ENVIRONMENT "PYTHONDONTWRITEBYTECODE=1")
endif()
